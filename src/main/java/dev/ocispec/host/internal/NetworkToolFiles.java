package dev.ocispec.host.internal;

import dev.ocispec.host.NetworkTools;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks for what {@link NetworkTools} names; it starts nothing. */
final class NetworkToolFiles {
  /** Where such programs are; a user's PATH often lacks the folders of the administrator. */
  private static final List<String> FOLDERS =
      List.of(
          "/usr/bin/",
          "/usr/sbin/",
          "/bin/",
          "/sbin/",
          "/usr/local/bin/",
          "/run/current-system/sw/bin/");

  private static final String TUNNEL = "/dev/net/tun";

  private NetworkToolFiles() {}

  static NetworkTools of(HostFiles files) {
    Map<String, Path> programs = new LinkedHashMap<>();
    for (String name : NetworkTools.names()) {
      FOLDERS.stream()
          .map(folder -> folder + name)
          .filter(files::isProgram)
          .findFirst()
          .ifPresent(path -> programs.put(name, Path.of(path)));
    }
    Path tunnel = files.at(TUNNEL);
    return new NetworkTools(programs, Files.isReadable(tunnel) && Files.isWritable(tunnel));
  }
}
