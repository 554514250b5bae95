package dev.ocispec.sandbox;

import dev.ocispec.spec.Mount;
import java.util.List;

/** Whether a build of profile {@code standard} has a first process, and what that brings. */
final class FirstProcessRules {
  private FirstProcessRules() {}

  static boolean isIn(PlanContext context) {
    return context.sandbox().firstProcess()
        && FirstProcess.ARCHITECTURES.contains(context.host().architecture());
  }

  /** The program's mount; a remark when there is no program for the processor. */
  static List<Mount> mounts(PlanContext context) {
    String architecture = context.host().architecture();
    if (isIn(context)) {
      return List.of(FirstProcess.mount(architecture, context.host().knowsMountOption("rro")));
    }
    if (context.sandbox().firstProcess()) {
      context
          .findings()
          .inform(
              SandboxRule.INIT,
              "",
              "there is no first process for "
                  + architecture
                  + ", only for "
                  + String.join(", ", FirstProcess.ARCHITECTURES.stream().sorted().toList())
                  + ": the command is the first process itself, which most of its own signals"
                  + " don't end, and its exit codes above 128 are taken for signals");
    }
    return List.of();
  }

  static List<String> arguments(PlanContext context, BuildIdentity identity) {
    List<String> command = context.request().commandArgs();
    return isIn(context)
        ? FirstProcess.before(command, SandboxResources.processesOfTheUser(context, identity))
        : command;
  }
}
