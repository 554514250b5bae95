package dev.ocispec.service;

import dev.ocispec.spec.internal.PlainInstantiator;
import dev.ocispec.spec.internal.RefusingSerializer;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.annotation.JsonValueInstantiator;

/**
 * Keeps Jackson from writing values of this package, whose accessors it doesn't see, as empty
 * objects. It stands behind the public types, so that none of them shows anything of Jackson's.
 */
@JsonSerialize(using = RefusingSerializer.class)
@JsonValueInstantiator(PlainInstantiator.class)
interface ServiceJacksonRefusal {}
