"""Files that let the system run the program at set times: systemd, launchd, cron."""
