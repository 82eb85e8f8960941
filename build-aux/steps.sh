# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=sh
#
# What build-aux/test and build-aux/soak share: steps with a time limit whose results are added up.
# To be sourced from the top of the tree, with $logs naming a directory
# for the logs and $suites the test suites to run (none: all).

passed=0
failed=0
skipped=0
mkdir -p "${logs:?}"

say ()
{
  printf '\n== %s\n' "$*"
}

count ()
{
  passed=$((passed + $1))
  failed=$((failed + $2))
  skipped=$((skipped + $3))
}

# step NAME SECONDS COMMAND…: one pass or one failure; the log is shown when it fails.
step ()
{
  step_name=$1
  step_limit=$2
  shift 2
  step_log=$logs/$(printf %s "$step_name" | tr -c 'A-Za-z0-9' -).log
  if timeout --kill-after=10 "$step_limit" "$@" >"$step_log" 2>&1 </dev/null; then
    echo "passed: $step_name"
    count 1 0 0
  else
    step_status=$?
    tail -n 60 "$step_log"
    [ "$step_status" != 124 ] || echo "It took longer than $step_limit seconds."
    echo "FAILED: $step_name (the whole log: $step_log)"
    count 0 1 0
    return 1
  fi
}

# configure NAME DIRECTORY OPTION…: a build directory with these options, made or brought up to date.
configure ()
{
  configure_name=$1
  configure_dir=$2
  shift 2
  if [ -f "$configure_dir/build.ninja" ]; then
    set -- --reconfigure "$@"
  else
    rm -rf "$configure_dir"
  fi
  step "$configure_name" 300 meson setup "$configure_dir" "$@"
}

# tests BUILD-DIRECTORY SECONDS OPTION…: the tests of a build; each point counts. Suites are chosen
# by $suites, all when it is empty.
tests ()
{
  tests_dir=$1
  tests_limit=$2
  shift 2
  tests_log=$logs/tests-$(basename "$tests_dir").log
  tests_suites=
  for suite in ${suites-}; do
    tests_suites="$tests_suites --suite $suite"
  done
  rm -f "$tests_dir/meson-logs/testlog.json"
  # shellcheck disable=SC2086
  timeout --kill-after=20 "$tests_limit" \
    meson test -C "$tests_dir" --no-rebuild --print-errorlogs $tests_suites "$@" \
    >"$tests_log" 2>&1 </dev/null || tail -n 400 "$tests_log"
  # shellcheck disable=SC2086
  if tests_counts=$(build-aux/count-results "$tests_dir" ${suites-}); then
    # shellcheck disable=SC2086
    count $tests_counts
    # shellcheck disable=SC2086
    printf '%s passed, %s failed, %s skipped in %s\n' $tests_counts "$tests_dir"
  else
    count 0 1 0
  fi
}

# The last line, and the exit status that goes with it.
finish ()
{
  echo
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" = 0 ] && [ "$passed" != 0 ]
}
