package dev.ocispec.preset;

import dev.ocispec.spec.Spec;

/** What an engine does with the parameters and options of a container. */
interface EngineHabits {
  /** The configuration that the engine writes, from its table and what was chosen. */
  Spec configured(EngineTable table, ImmutableEngineChoices choices);
}
