package dev.ocispec.spec;

import dev.ocispec.spec.internal.PlainSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/** The same for values that are written alike by every mapper, with or without the module. */
@JsonSerialize(using = PlainSerializer.class)
interface JacksonScalar extends JacksonDefaults {}
