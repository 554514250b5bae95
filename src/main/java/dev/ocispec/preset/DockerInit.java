package dev.ocispec.preset;

import dev.ocispec.preset.ProgramOptions.InitProgram;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.MountOption;
import dev.ocispec.spec.Spec;
import java.util.Optional;

/** The init program of docker, which only a container with processes of its own has. */
final class DockerInit {
  private DockerInit() {}

  static Optional<Mount> mount(ImmutableEngineChoices choices) {
    return chosen(choices)
        .map(
            init ->
                Mount.builder()
                    .destination(init.containerPath())
                    .type("bind")
                    .source(init.hostPath())
                    .options(MountOption.BIND, MountOption.RO)
                    .build());
  }

  static Spec started(Spec spec, ImmutableEngineChoices choices) {
    return chosen(choices).map(init -> init.started(spec)).orElse(spec);
  }

  private static Optional<InitProgram> chosen(ImmutableEngineChoices choices) {
    return DockerNamespaces.isOwn(choices, LinuxNamespaceType.PID)
        ? EngineSteps.last(choices, InitProgram.class).findFirst()
        : Optional.empty();
  }
}
