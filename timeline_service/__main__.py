"""``python -m timeline_service`` is the command ``timeline-service``, also where its folder is not on the PATH."""

from timeline_service.cli import main

if __name__ == "__main__":
    main()
