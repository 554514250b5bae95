package dev.ocispec.service;

import dev.ocispec.Needs;
import dev.ocispec.host.internal.HostCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A root file system of a static busybox and a dash with its libraries, laid out as Debian's. */
final class SmallRoot {
  private static final Pattern LIBRARY = Pattern.compile("(/\\S+)");

  private SmallRoot() {}

  static Path make(Path root) throws Exception {
    Needs.program("dash");
    Needs.program("ldd");
    Path bin = Files.createDirectories(root.resolve("usr/bin"));
    for (String name : List.of("etc", "var/lib", "opt")) {
      Files.createDirectories(root.resolve(name));
    }
    for (String name : List.of("bin", "lib", "lib64")) {
      Files.createDirectories(root.resolve("usr").resolve(name));
      Files.createSymbolicLink(root.resolve(name), Path.of("usr", name));
    }
    Files.copy(Needs.busybox(), bin.resolve("busybox"));
    for (String applet : List.of("cat", "rm", "mv", "id")) {
      Files.createSymbolicLink(bin.resolve(applet), Path.of("busybox"));
    }
    Files.copy(Path.of("/bin/dash").toRealPath(), bin.resolve("dash"));
    Files.createSymbolicLink(bin.resolve("sh"), Path.of("dash"));
    libraries(root);
    Files.writeString(root.resolve("etc/passwd"), "daemon:x:1:1:daemon:/:/bin/false\n");
    Files.writeString(root.resolve("etc/image"), "image\n");
    // Whoever runs the build looks at it.
    HostCommand.run(List.of("chmod", "-R", "go+rX", "--", root.toString()));
    return root;
  }

  private static void libraries(Path root) throws IOException {
    Process ldd = new ProcessBuilder("ldd", "/bin/dash").start();
    String text = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher libraries = LIBRARY.matcher(text);
    while (libraries.find()) {
      Path library = Path.of(libraries.group(1));
      Files.createDirectories(folder(root, library));
      Files.copy(library.toRealPath(), folder(root, library).resolve(library.getFileName()));
    }
  }

  /** Below usr, as the links at the top lead there. */
  private static Path folder(Path root, Path library) {
    Path usr = Path.of("/usr");
    Path below =
        library.startsWith(usr) ? usr.relativize(library) : Path.of("/").relativize(library);
    return root.resolve("usr").resolve(below).getParent();
  }
}
