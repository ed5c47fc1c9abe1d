/**
 * Compressed pixels that the JDK cannot unpack, or not safely, or not fast enough: RLE, JPEG-LS and large grey JPEGs by
 * our own code, other JPEG by the JDK and TwelveMonkeys, JPEG 2000 by a library in a fenced process of its own. Every
 * decoder but that of large grey JPEGs, which knows no header but the JPEG's, is told the shape to expect and refuses
 * bytes that say otherwise before it takes memory. Public: {@code Shape}, {@code PixelFault} and the decoders.
 */
@NullMarked
package org.gapwise.data.codec;

import org.jspecify.annotations.NullMarked;
