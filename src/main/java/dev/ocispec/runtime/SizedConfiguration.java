package dev.ocispec.runtime;

import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import java.util.List;

/**
 * A bundle's configuration with the size of the caller's terminal in it, for crun: its {@code run}
 * hands on no other size, and it takes a configuration from beside the bundle.
 */
final class SizedConfiguration {
  private SizedConfiguration() {}

  /** Whether a runtime needs it; what is wrong with a runtime shows in what it is to do. */
  static boolean isFor(QueryVerbs queries) {
    try {
      return queries.version(new VerbOptions()).name().equals("crun");
    } catch (RuntimeFailureException e) {
      return false;
    }
  }

  /** Writes it into the call's folder, and returns the options that name it. */
  static List<String> write(Spec spec, TerminalSize size, CallFolder folder) {
    Spec sized =
        spec.toBuilder()
            .process(
                process -> process.consoleSize(s -> s.height(size.rows()).width(size.columns())))
            .build();
    return List.of(
        "--config", folder.write("config.json", Json.unchecked().toBytes(sized)).toString());
  }
}
