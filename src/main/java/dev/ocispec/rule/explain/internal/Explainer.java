package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.Statement;
import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.spec.Spec;
import java.util.List;
import java.util.function.BiConsumer;

/** Makes the statements about a configuration. */
public final class Explainer {
  private static final List<BiConsumer<ContainerView, Statements>> ANYWHERE =
      List.of(
          ProgramStatements::add,
          RootStatements::add,
          HookStatements::add,
          PlatformStatements::add,
          OtherPlatformStatements::add,
          OtherUnixStatements::add,
          WindowsStatements::add);

  private static final List<BiConsumer<ContainerView, Statements>> ON_LINUX =
      List.of(
          UserStatements::add,
          NamespaceStatements::add,
          MountStatements::add,
          KernelFileStatements::add,
          CapabilityStatements::add,
          DeviceStatements::add,
          DeviceRuleStatements::add,
          SystemCallStatements::add,
          LimitStatements::add,
          ShareStatements::add,
          ProcessLimitStatements::add,
          LinuxSettingStatements::add);

  private Explainer() {}

  /** The statements, the weightiest first. */
  public static List<Statement> explain(Spec spec) {
    ContainerView container = ContainerView.of(spec);
    Statements statements = new Statements();
    ANYWHERE.forEach(part -> part.accept(container, statements));
    if (container.isLinux()) {
      ON_LINUX.forEach(part -> part.accept(container, statements));
    }
    return statements.ranked();
  }
}
