package dev.ocispec.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a host has to give a container a network of its own with a way out: programs, and the device
 * for the container's end.
 *
 * @param programs the absolute path of each program that is there, by its name: {@code
 *     slirp4netns}, which forwards; {@code ip} and {@code nsenter}, which close the way to the
 *     host; {@code tee} and {@code grep}, which hold the container back until that is done
 * @param tunnel whether the user can open {@code /dev/net/tun}
 */
public record NetworkTools(Map<String, Path> programs, boolean tunnel) {
  /** Nothing is there. */
  public static final NetworkTools NONE = new NetworkTools(Map.of(), false);

  /** The programs, and the package of Debian that each is in. */
  private static final Map<String, String> PACKAGES =
      new TreeMap<>(
          Map.of(
              "slirp4netns", "slirp4netns",
              "ip", "iproute2",
              "nsenter", "util-linux",
              "tee", "coreutils",
              "grep", "grep"));

  /**
   * Copies the map.
   *
   * @param programs the absolute path of each program that is there, by its name
   * @param tunnel whether the user can open {@code /dev/net/tun}
   */
  public NetworkTools {
    programs = Map.copyOf(programs);
  }

  /** {@return the names of the programs that are looked for, sorted} */
  public static List<String> names() {
    return List.copyOf(PACKAGES.keySet());
  }

  /** {@return what is missing and what to do about it, a clause each; none when all is there} */
  public List<String> missing() {
    List<String> missing = new ArrayList<>();
    PACKAGES.forEach(
        (name, source) -> {
          if (!programs.containsKey(name)) {
            missing.add(
                name
                    + " is not installed"
                    + (source.equals(name) ? "" : " (package " + source + ")"));
          }
        });
    if (!tunnel) {
      missing.add(
          "this user cannot open /dev/net/tun (load the module tun, and give the node the mode"
              + " 0666)");
    }
    return missing;
  }

  /**
   * {@return where a program is}
   *
   * @param name one of {@link #names()}
   * @throws IllegalStateException when it is missing
   */
  public Path program(String name) {
    Path program = programs.get(name);
    if (program == null) {
      throw new IllegalStateException(name + " is not installed");
    }
    return program;
  }
}
