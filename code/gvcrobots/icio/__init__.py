"""Inter-country input-output tables and the accounting of global value chains."""
