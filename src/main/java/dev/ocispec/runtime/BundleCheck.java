package dev.ocispec.runtime;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is looked at in a bundle before a runtime gets it: only what runtimes answer so differently,
 * or not at all, that their answer could not be told from a workload's end.
 */
final class BundleCheck {
  private BundleCheck() {}

  static void check(Path bundle, CallReport call) {
    if (!Files.isDirectory(bundle)) {
      throw new BundleRefusedException("the bundle is not a directory: " + bundle, call);
    }
    Path config = bundle.resolve("config.json");
    Spec spec;
    try {
      spec = Json.read(config, Spec.class);
    } catch (DocumentAccessException | UnreadableDocumentException e) {
      throw new BundleRefusedException(config + ": " + e.getMessage(), call, e);
    }
    Optional<ContainerProcess> process = spec.process();
    if (process.isEmpty() || process.get().args().isEmpty()) {
      throw new BundleRefusedException(
          config + ": /process/args: expected the program to run, found none", call);
    }
    if (process.get().args().stream().anyMatch(arg -> arg.indexOf('\0') >= 0)) {
      throw new BundleRefusedException(
          config + ": /process/args: found a NUL character, which no argument can have", call);
    }
    if (process.get().terminal().orElse(false)) {
      throw terminal(config + ": /process/terminal", call);
    }
  }

  static TerminalUnsupportedException terminal(String where, CallReport call) {
    return new TerminalUnsupportedException(
        where
            + ": expected no terminal, found terminal set to true: console sockets are not"
            + " supported; set it to false, by process(p -> p.terminal(false)) of the builder or by"
            + " emit --no-terminal, and read standard output instead",
        call);
  }
}
