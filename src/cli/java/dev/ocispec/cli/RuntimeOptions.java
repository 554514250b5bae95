package dev.ocispec.cli;

import dev.ocispec.runtime.OciRuntime;
import dev.ocispec.runtime.RuntimeMissingException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options that choose a runtime. */
final class RuntimeOptions {
  private static final List<String> KNOWN = List.of("runc", "crun", "runsc");

  private RuntimeOptions() {}

  static void declare(CliCommand command) {
    command.option(
        "--runtime",
        "PATH",
        "The runtime, or a name on PATH; default is the first there of "
            + String.join(", ", KNOWN)
            + ".");
    command.option("--root", "DIR", "The runtime's folder of containers; default is its own.");
  }

  static OciRuntime chosen(CliCommand command) {
    String text = command.value("--runtime");
    OciRuntime runtime = text == null ? installed() : named(text);
    String root = command.value("--root");
    return root == null ? runtime : runtime.withRoot(Input.path(root));
  }

  /** The runtime at a path, or with that name on PATH. */
  static OciRuntime named(String text) {
    return text.indexOf('/') < 0 ? OciRuntime.find(text) : OciRuntime.of(Input.path(text));
  }

  /**
   * The first of the known runtimes that is on PATH.
   *
   * @throws RuntimeMissingException when there is none
   */
  static OciRuntime installed() {
    @Nullable RuntimeMissingException none = null;
    for (String name : KNOWN) {
      try {
        return OciRuntime.find(name);
      } catch (RuntimeMissingException e) {
        none = none == null ? e : none; // The first one's message serves: it names PATH.
      }
    }
    throw none == null ? new IllegalStateException("no runtimes are known") : none;
  }
}
