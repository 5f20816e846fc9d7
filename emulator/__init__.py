"""A Slack workspace on one's own machine: reached by HTTP and WebSocket only, as Slack is."""
