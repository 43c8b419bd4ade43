"""The application's services, without a screen: refresh, subscriptions, files, jobs, programs."""
