package dev.ocispec.preset;

import dev.ocispec.spec.LinuxIdMapping;
import dev.ocispec.spec.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A bind mount with translated owners: podman 5 writes the mappings, for which those of the
 * container stand in, and podman 4 an option that only crun knows.
 */
record PodmanIdMappedMount(PodmanRun run, ImmutableBindMountChoices choices) {
  Mount mount(List<String> options) {
    List<String> all = new ArrayList<>(options);
    Optional<IdMappings> chosen = choices.mappings();
    Mount.Builder mount =
        Mount.builder().destination(choices.destination()).type("bind").source(choices.source());
    if (run.version().isFive()) {
      chosen
          .or(() -> run.userNamespace().map(PodmanOptions.UserNamespace::mappings))
          .ifPresent(ids -> mount.uidMappings(ids.uids()).gidMappings(ids.gids()));
    } else {
      all.add(0, "idmap" + chosen.map(PodmanIdMappedMount::written).orElse(""));
    }
    return mount.options(all).build();
  }

  private static String written(IdMappings ids) {
    return "=uids=" + written(ids.uids()) + ";gids=" + written(ids.gids());
  }

  private static String written(List<LinuxIdMapping> mappings) {
    return mappings.stream()
        .map(ids -> ids.containerID() + "-" + ids.hostID() + "-" + ids.size())
        .collect(Collectors.joining("#"));
  }
}
