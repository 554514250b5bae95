package dev.ocispec.rule.explain.internal;

import dev.ocispec.rule.knowledge.internal.ContainerView;
import dev.ocispec.rule.knowledge.internal.HookMeaning;
import dev.ocispec.spec.Hook;
import java.util.List;

/** The programs that the runtime runs around the container. */
final class HookStatements {
  private HookStatements() {}

  static void add(ContainerView container, Statements to) {
    container
        .spec()
        .hooks()
        .ifPresent(
            hooks -> {
              for (HookMeaning meaning : HookMeaning.all()) {
                List<Hook> entries = meaning.entries().apply(hooks);
                for (int i = 0; i < entries.size(); i++) {
                  to.add(meaning.of(entries.get(i)), "/hooks/" + meaning.kind() + "/" + i);
                }
              }
            });
  }
}
