package dev.ocispec.preset;

import dev.ocispec.image.ImageConfiguration;
import dev.ocispec.imagespec.Image;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Capability;
import dev.ocispec.spec.LinuxDevice;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A document that docker wrote, and the preset that gives it.
 *
 * @param document its name
 * @param choices what was chosen on the command line, and of the daemon's own options
 */
record DockerRow(String document, UnaryOperator<EnginePreset> choices) {
  /** The machine that the documents were made on; older releases did not ask it for all it has. */
  private static final EngineHost HOST =
      EngineHost.DEFAULT
          .blockIoWeights(false)
          .devices(
              List.of(
                  device("/dev/full", "c", 1, 7, 0666, 0),
                  device("/dev/fuse", "c", 10, 229, 0600, 0),
                  device("/dev/kmsg", "c", 1, 11, 0644, 0),
                  device("/dev/loop-control", "c", 10, 237, 0600, 0),
                  device("/dev/loop0", "b", 7, 0, 0600, 0),
                  device("/dev/net/tun", "c", 10, 200, 0600, 0),
                  device("/dev/null", "c", 1, 3, 0666, 500_000),
                  device("/dev/random", "c", 1, 8, 0666, 0),
                  device("/dev/tty", "c", 5, 0, 0666, 0),
                  device("/dev/urandom", "c", 1, 9, 0666, 0),
                  device("/dev/zero", "c", 1, 5, 0666, 0)));

  static LinuxDevice device(String path, String type, int major, int minor, int mode, int gid) {
    return LinuxDevice.builder()
        .path(path)
        .type(type)
        .major(major)
        .minor(minor)
        .fileMode(mode)
        .uid(0)
        .gid(gid)
        .build();
  }

  /** The image that most documents were made of. */
  static ImageConfiguration image() {
    return ImageConfiguration.of(
        Json.read(
            """
            {"architecture": "amd64", "os": "linux",
             "config": {"Env": ["PATH=/bin:/usr/bin", "A=img"], "WorkingDir": "/root"},
             "rootfs": {"type": "layers", "diff_ids": []}}
            """,
            Image.class));
  }

  /** The configuration; what an engine makes up for each container is taken from the real one. */
  Spec made(Spec real) {
    String release = document.substring("docker-".length(), "docker-".length() + 2);
    String group = real.linux().orElseThrow().cgroupsPath().orElseThrow();
    String hosts =
        real.mounts().stream()
            .filter(mount -> mount.destination().equals("/etc/hosts"))
            .flatMap(mount -> mount.source().stream())
            .findFirst()
            .orElseThrow();
    EnginePreset plain =
        Presets.docker(release)
            .architecture("amd64")
            .host(release.equals("20") ? HOST : HOST.capabilities(limited()))
            .image(image())
            .rootfs(real.root().orElseThrow().path())
            .id(group.substring(group.lastIndexOf('/') + 1))
            .containerFolder(hosts.substring(0, hosts.lastIndexOf('/')))
            .command("sleep", "1000");
    return choices.apply(plain).build();
  }

  /** What the machine's root could give. */
  private static List<Capability> limited() {
    return CapabilityNumbers.ALL.stream()
        .filter(capability -> !capability.equals(Capability.CAP_SYS_RESOURCE))
        .toList();
  }

  @Override
  public String toString() {
    return document;
  }
}
