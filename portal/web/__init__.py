"""What people see: Flask blueprints by visitor, and the shell around every page."""
