"""What Colla can do: the deeds and their rules. Knows neither Slack's payloads nor SQL."""
