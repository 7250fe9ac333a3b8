"""What ./run and ./test do. Only the standard library: these files run before anything is installed."""
