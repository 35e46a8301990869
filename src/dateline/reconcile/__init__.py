"""What the record says once accounts are laid side by side."""
