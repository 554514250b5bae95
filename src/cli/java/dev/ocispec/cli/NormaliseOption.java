package dev.ocispec.cli;

import dev.ocispec.request.BuildRequest;
import org.jspecify.annotations.Nullable;

/** The option that has outputs made the same each time. */
final class NormaliseOption {
  private static final String NAME = "--normalise";

  private NormaliseOption() {}

  static void declare(CliCommand command) {
    command.option(
        NAME,
        "EPOCH",
        "Make outputs the same each time: date them to this many seconds since 1970, normalise"
            + " modes, set SOURCE_DATE_EPOCH, time zone and locale.");
  }

  /** The request, normalised when the command line says so. */
  static BuildRequest apply(CliCommand command, BuildRequest request) {
    @Nullable String epoch = command.value(NAME);
    if (epoch == null) {
      return request;
    }
    if (!epoch.matches("[0-9]{1,18}")) {
      throw new UsageException(NAME + ": expected seconds since 1970, found " + epoch);
    }
    return request.toBuilder().normalise(Long.parseLong(epoch)).build();
  }
}
