"""What is made of a built site and too slow for a build: cards, a folder to take along, books."""
