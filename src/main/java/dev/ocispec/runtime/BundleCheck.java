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
 *
 * @param bundle the folder
 * @param spec its configuration
 */
record BundleCheck(Path bundle, Spec spec) {
  static BundleCheck of(Path bundle, CallReport call) {
    if (!Files.isDirectory(bundle)) {
      throw new BundleRefusedException("the bundle is not a directory: " + bundle, call);
    }
    Path config = config(bundle);
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
    return new BundleCheck(bundle, spec);
  }

  boolean asksForTerminal() {
    return spec.process().flatMap(ContainerProcess::terminal).orElse(false);
  }

  /** What asks for it. */
  String terminalMember() {
    return config(bundle) + ": /process/terminal";
  }

  private static Path config(Path bundle) {
    return bundle.resolve("config.json");
  }
}
