"""The workspace as a web page: what a person sees and does in a browser."""
