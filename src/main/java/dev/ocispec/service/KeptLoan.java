package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.bundle.KeptBundle;
import dev.ocispec.host.HostFacts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * That what a build left in a kept bundle is lent to the build's user while the sandbox is entered.
 * A note in the folder of whoever enters it tells of it, so that the loan of a killed process can
 * be ended by another.
 */
final class KeptLoan {
  private static final String NOTE = "kept";

  private KeptLoan() {}

  /**
   * Lends it.
   *
   * @param build the folder that the note is written in
   */
  static void give(Path build, KeptBundle bundle) {
    Path note = build.resolve(NOTE);
    try {
      Files.writeString(note, bundle.folder().toUri() + "\n");
    } catch (IOException e) {
      throw new BundleAccessException("write", note, e);
    }
    bundle.lend();
  }

  /** Ends the loan that a note in an abandoned folder tells of, if there is one. */
  static void settle(Path build, HostFacts caller) throws IOException {
    Path note = build.resolve(NOTE);
    String text;
    try {
      text = Files.readString(note);
    } catch (NoSuchFileException e) {
      return;
    }
    if (!text.endsWith("\n")) {
      return; // Its writer died before anything was lent.
    }
    try {
      KeptBundle.takeBack(Path.of(URI.create(text.strip())), caller);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("the note " + note + " does not tell of a bundle", e);
    }
  }
}
