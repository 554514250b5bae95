package dev.ocispec.cli;

import dev.ocispec.sandbox.Sandbox;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The option that gives builds fixed ids, as seen from inside. */
final class BuildIdsOption {
  private static final String NAME = "--build-ids";
  private static final String IDS = "([0-9]{1,10}):([0-9]{1,10})";

  private BuildIdsOption() {}

  static void declare(CliCommand command) {
    command.option(
        NAME,
        "UID:GID",
        "User and group of the build as seen from inside; default: 1000:100 with a user namespace,"
            + " else ids of its own.");
  }

  /** The sandbox, with the ids that the command line gives. */
  static Sandbox apply(CliCommand command, Sandbox sandbox) {
    @Nullable String text = command.value(NAME);
    if (text == null) {
      return sandbox;
    }
    Matcher ids = Pattern.compile(IDS).matcher(text);
    if (!ids.matches()) {
      throw new UsageException(NAME + ": expected UID:GID, two numbers, found " + text);
    }
    try {
      return sandbox.buildIds(Long.parseLong(ids.group(1)), Long.parseLong(ids.group(2)));
    } catch (IllegalArgumentException e) {
      throw new UsageException(NAME + ": " + e.getMessage());
    }
  }
}
