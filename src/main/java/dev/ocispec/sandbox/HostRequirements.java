package dev.ocispec.sandbox;

import dev.ocispec.report.internal.ForeignText;
import java.util.Set;
import java.util.TreeSet;

/** Whether the host is of the kind, and has the memory, that a request asks for. */
final class HostRequirements {
  private HostRequirements() {}

  static void check(PlanContext context) {
    context.request().constraints().system().ifPresent(system -> system(system, context));
    long wanted = context.request().constraints().minMemory();
    context
        .host()
        .memory()
        .ifPresent(
            memory -> {
              if (memory < wanted) {
                refuse(
                    context,
                    wanted,
                    "the host has " + memory + " bytes",
                    "build on a larger host, or ask for less");
              }
            });
    context
        .limits()
        .memory()
        .ifPresent(
            limit -> {
              if (limit < wanted) {
                refuse(
                    context,
                    wanted,
                    "the limit is " + limit + " bytes",
                    "raise the limit, or ask for less");
              }
            });
  }

  private static void system(String system, PlanContext context) {
    Set<String> systems = new TreeSet<>(context.host().systems());
    systems.addAll(context.sandbox().emulatedSystems());
    if (!systems.contains(system)) {
      context
          .findings()
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

  private static void refuse(PlanContext context, long wanted, String found, String advice) {
    context
        .findings()
        .refuse(
            SandboxRule.MEMORY,
            "/constraints/minMemory",
            "expected " + wanted + " bytes of memory, but " + found,
            advice);
  }
}
