"""Order as bounds between points in time, pure: what the relations mean, and a network that holds them. No text."""
