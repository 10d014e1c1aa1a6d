// For who listens to a page: that something was copied is said aloud.
document.querySelector(".md-dialog")?.setAttribute("role", "status");
