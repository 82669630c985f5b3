"""What a service is: the model of a service file, its loader, its expressions and its checker. Pure."""
