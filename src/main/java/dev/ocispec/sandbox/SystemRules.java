package dev.ocispec.sandbox;

import dev.ocispec.report.internal.ForeignText;
import java.util.Set;
import java.util.TreeSet;

/** Whether the host is of the kind, and has the memory, that a request asks for. */
final class SystemRules {
  private SystemRules() {}

  static void check(Situation situation) {
    situation.request().constraints().system().ifPresent(system -> system(system, situation));
    long wanted = situation.request().constraints().minMemory();
    situation
        .host()
        .memory()
        .ifPresent(
            memory -> {
              if (memory < wanted) {
                refuse(
                    situation,
                    wanted,
                    "the host has " + memory + " bytes",
                    "build on a larger host, or ask for less");
              }
            });
    situation
        .options()
        .limits()
        .memory()
        .ifPresent(
            limit -> {
              if (limit < wanted) {
                refuse(
                    situation,
                    wanted,
                    "the sandbox's limit is " + limit + " bytes",
                    "raise the limit, or ask for less");
              }
            });
  }

  private static void system(String system, Situation situation) {
    Set<String> systems = new TreeSet<>(situation.host().systems());
    systems.addAll(situation.options().emulatedSystems());
    if (!systems.contains(system)) {
      situation
          .reasons()
          .refuse(
              SandboxRule.SYSTEM,
              "/constraints/system",
              "expected one of the systems that run here, "
                  + String.join(", ", systems)
                  + ", found \""
                  + ForeignText.shown(system)
                  + "\"",
              "build on such a host, or set up an emulator (binfmt_misc with the flag F) and name"
                  + " its system");
    }
  }

  private static void refuse(Situation situation, long wanted, String found, String advice) {
    situation
        .reasons()
        .refuse(
            SandboxRule.MEMORY,
            "/constraints/minMemory",
            "expected " + wanted + " bytes of memory, but " + found,
            advice);
  }
}
