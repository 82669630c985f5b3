"""Who uses the portal: applicants and their phones, officers and their appointments, and how each signs in."""
