package dev.ocispec.host.internal;

import java.util.ArrayList;
import java.util.List;

/** The options by which the kernel and fuse-overlayfs are told what lies over what. */
public final class OverlayMountOptions {
  /**
   * For the host's root: a change of owner or mode copies no contents, which the kernel keeps track
   * of in attributes that only the host's root can write.
   */
  public static final List<String> KERNEL = List.of("metacopy=on", "redirect_dir=on");

  /** For root of a user namespace, which can only write attributes of the user's. */
  public static final List<String> USER_NAMESPACE = List.of("userxattr");

  private static final String LOWER = "lowerdir=";
  private static final String UPPER = "upperdir=";
  private static final String WORK = "workdir=";

  private OverlayMountOptions() {}

  /** A writable overlay over {@code lowers}, the first of them on top. */
  public static List<String> of(List<String> lowers, String upper, String work, List<String> more) {
    List<String> options = new ArrayList<>(of(lowers));
    options.add(UPPER + escape(upper));
    options.add(WORK + escape(work));
    options.addAll(more);
    return options;
  }

  /** A read-only overlay of {@code lowers}, the first of them on top. */
  public static List<String> of(List<String> lowers) {
    List<String> all = new ArrayList<>();
    lowers.forEach(lower -> all.add(escape(lower)));
    return List.of(LOWER + String.join(":", all));
  }

  /** The folders below, the first of them on top; empty when the option names none. */
  public static List<String> lowers(String option) {
    if (!option.startsWith(LOWER)) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    String text = option.substring(LOWER.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        current.append(text.charAt(++i));
      } else if (c == ':') {
        found.add(current.toString());
        current.setLength(0);
      } else {
        current.append(c);
      }
    }
    found.add(current.toString());
    return found;
  }

  /** Whether an option names the folder that changes go to. */
  public static boolean isUpper(String option) {
    return option.startsWith(UPPER);
  }

  /**
   * The option with each of its folders below {@code base}, unless it is absolute or the option
   * names none.
   */
  public static String absolute(String option, String base) {
    if (option.startsWith(LOWER)) {
      return of(lowers(option).stream().map(lower -> absolutePath(lower, base)).toList()).get(0);
    }
    for (String name : List.of(UPPER, WORK)) {
      if (option.startsWith(name)) {
        String path = lowers(LOWER + option.substring(name.length())).get(0);
        return name + escape(absolutePath(path, base));
      }
    }
    return option;
  }

  private static String absolutePath(String path, String base) {
    return path.startsWith("/") ? path : base + "/" + path;
  }

  /** A comma ends an option and a colon a folder, unless there is a backslash in front. */
  private static String escape(String path) {
    return path.replace("\\", "\\\\").replace(",", "\\,").replace(":", "\\:");
  }
}
