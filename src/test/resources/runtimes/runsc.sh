#!/bin/sh
# runsc without network of its own and without control groups, as it runs where it may set up neither. RUNSC names it.
exec "${RUNSC:-runsc}" --network=none --platform=systrap --ignore-cgroups "$@"
