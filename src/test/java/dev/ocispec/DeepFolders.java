package dev.ocispec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;

/** Folders in each other, as deep as a build can nest them. */
public final class DeepFolders {
  /** The name of each. */
  public static final String NAME = "d";

  private DeepFolders() {}

  /** Makes so many below {@code top}; {@code mkdir} goes down, so no path is too long for it. */
  public static void make(Path top, int depth) throws IOException, InterruptedException {
    Process mkdir =
        new ProcessBuilder("mkdir", "-p", String.join("/", Collections.nCopies(depth, NAME)))
            .directory(top.toFile())
            .inheritIO()
            .start();
    assertThat(mkdir.waitFor()).isZero();
  }
}
