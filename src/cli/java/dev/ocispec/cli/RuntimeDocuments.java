package dev.ocispec.cli;

import dev.ocispec.json.DocumentAccessException;
import dev.ocispec.json.Json;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.ContainerProcess;
import dev.ocispec.spec.Spec;
import java.nio.file.Path;

/** What the configurations of bundles say, for commands that must know it before the runtime. */
final class RuntimeDocuments {
  private RuntimeDocuments() {}

  /** Whether a bundle's process is to have a terminal; not when that can't be told. */
  static boolean asksForTerminal(Path bundle) {
    try {
      return Json.read(bundle.resolve("config.json"), Spec.class)
          .process()
          .flatMap(ContainerProcess::terminal)
          .orElse(false);
    } catch (DocumentAccessException | UnreadableDocumentException e) {
      return false; // Who runs the bundle says what is wrong with it.
    }
  }
}
