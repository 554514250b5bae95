package dev.ocispec.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An image on the command line: {@code LAYOUT}, {@code LAYOUT:NAME} or {@code LAYOUT@DIGEST}. Both
 * parts may have colons, so the longest beginning that is a folder is the layout.
 *
 * @param layout the folder
 * @param reference the name or digest in it, empty when there is none
 */
record ImageName(Path layout, String reference) {
  static ImageName of(String text) {
    if (Files.isDirectory(Input.path(text))) {
      return new ImageName(Input.path(text), "");
    }
    for (int i = text.length() - 1; i > 0; i--) {
      if (isSeparator(text.charAt(i)) && Files.isDirectory(Input.path(text.substring(0, i)))) {
        return at(text, i);
      }
    }
    for (int i = 1; i < text.length(); i++) {
      if (isSeparator(text.charAt(i))) {
        return at(text, i);
      }
    }
    return new ImageName(Input.path(text), "");
  }

  private static boolean isSeparator(char c) {
    return c == ':' || c == '@';
  }

  private static ImageName at(String text, int separator) {
    return new ImageName(Input.path(text.substring(0, separator)), text.substring(separator + 1));
  }
}
