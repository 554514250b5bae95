package dev.ocispec.bundle;

import java.nio.file.Path;
import java.util.List;

/**
 * What the writable folders of a build hold.
 *
 * @param bytes the disk space that is taken, holes in files not counted, in bytes
 * @param files the files and folders, each once however many names it has
 */
public record ScratchUse(long bytes, long files) {
  /**
   * {@return both together}
   *
   * @param other what other folders hold
   */
  public ScratchUse plus(ScratchUse other) {
    return new ScratchUse(bytes + other.bytes, files + other.files);
  }

  /**
   * {@return what has been added since; nothing where there is less now}
   *
   * @param earlier what the same folders held before
   */
  public ScratchUse minus(ScratchUse earlier) {
    return new ScratchUse(Math.max(0, bytes - earlier.bytes), Math.max(0, files - earlier.files));
  }

  /** Programs that go down a folder whatever a build does in it meanwhile. */
  static List<List<String>> commands(Path folder) {
    return List.of(
        List.of("du", "-s", "-x", "--block-size=1", "--", folder.toString()),
        List.of("du", "-s", "-x", "--inodes", "--", folder.toString()));
  }

  /** The number that such a program prints before the folder; 0 when there is none. */
  static long number(String output) {
    String number = output.strip().split("\\s", 2)[0];
    return number.matches("[0-9]{1,18}") ? Long.parseLong(number) : 0;
  }
}
