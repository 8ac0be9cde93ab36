"""What the templates of all applications may load."""
