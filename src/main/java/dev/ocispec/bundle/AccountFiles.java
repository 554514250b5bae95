package dev.ocispec.bundle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The container's {@code /etc/passwd}, {@code /etc/group} and {@code /etc/hosts}. */
final class AccountFiles {
  static final String PASSWD = "etc/passwd";
  static final String GROUP = "etc/group";
  static final String HOSTS = "etc/hosts";

  /** All of them, relative to the container's root. */
  static final List<String> PLACES = List.of(PASSWD, GROUP, HOSTS);

  private static final long NOBODY = 65534;
  private static final String NO_LOGIN = "/bin/false";

  private final RootParts root;
  private final ProcessIds user;

  /** For a build; what its root file system has of accounts stays, if it has one. */
  AccountFiles(RootParts root, ProcessIds user) {
    this.root = root;
    this.user = user;
  }

  /** Root, the build's user with its home, and nobody; one line for each id. */
  String passwd(String home) {
    List<String> lines = new ArrayList<>();
    lines.add(passwdLine("root", 0, 0, home));
    if (user.uid() != 0 && user.uid() != NOBODY) {
      lines.add(passwdLine("build", user.uid(), user.gid(), home));
    }
    lines.add(passwdLine("nobody", NOBODY, NOBODY, "/"));
    return merged(root.text(PASSWD), lines);
  }

  /** Root, the build's group and nobody's; one line for each id. */
  String group() {
    List<String> lines = new ArrayList<>();
    lines.add("root:x:0:\n");
    if (user.gid() != 0 && user.gid() != NOBODY) {
      lines.add("build:x:" + user.gid() + ":\n");
    }
    lines.add("nogroup:x:" + NOBODY + ":\n");
    return merged(root.text(GROUP), lines);
  }

  /** The lines that are there, and those of ours whose name and id none of them has. */
  private static String merged(Optional<String> there, List<String> ours) {
    List<String> lines = new ArrayList<>();
    there.ifPresent(text -> List.of(text.split("\n")).forEach(line -> lines.add(line + "\n")));
    for (String line : ours) {
      String[] fields = line.split(":", -1);
      boolean known =
          there.isPresent()
              && lines.stream()
                  .map(other -> other.split(":", -1))
                  .anyMatch(o -> o[0].equals(fields[0]) || o.length > 2 && o[2].equals(fields[2]));
      if (!known) {
        // A character for each byte, as in what is there.
        lines.add(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
      }
    }
    return String.join("", lines);
  }

  /** Only the container itself. */
  static String hosts() {
    return "127.0.0.1 localhost\n::1 localhost\n";
  }

  private static String passwdLine(String name, long uid, long gid, String home) {
    return name + ":x:" + uid + ":" + gid + ":" + name + ":" + home + ":" + NO_LOGIN + "\n";
  }
}
