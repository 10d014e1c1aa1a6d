"""What makes the pages true, and knows nothing of the site's builder."""
