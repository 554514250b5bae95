package dev.ocispec.cli;

import dev.ocispec.runtime.OciRuntime;

/** The options that choose a runtime. */
final class RuntimeOptions {
  private RuntimeOptions() {}

  static void declare(CliCommand command) {
    declareRuntime(command);
    command.option("--root", "DIR", "State directory of the runtime; default: the runtime's own.");
  }

  static void declareRuntime(CliCommand command) {
    command.option(
        "--runtime",
        "PATH",
        "Runtime executable, or its name on PATH; default: the first found of "
            + String.join(", ", OciRuntime.DEFAULT_ORDER)
            + ".");
  }

  static OciRuntime chosen(CliCommand command) {
    OciRuntime runtime = program(command);
    String root = command.value("--root");
    return root == null ? runtime : runtime.withRoot(Input.path(root));
  }

  /** The runtime that is named, else the first that is found. */
  static OciRuntime program(CliCommand command) {
    String text = command.value("--runtime");
    return text == null ? OciRuntime.findAny() : named(text);
  }

  /** The runtime at a path, or with that name on PATH. */
  static OciRuntime named(String text) {
    if (text.isEmpty()) {
      throw new UsageException("--runtime: expected a path or a name, found an empty string");
    }
    return text.indexOf('/') < 0 ? OciRuntime.find(text) : OciRuntime.of(Input.path(text));
  }
}
