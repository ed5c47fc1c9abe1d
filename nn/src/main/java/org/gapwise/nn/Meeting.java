package org.gapwise.nn;

import java.time.Duration;

/**
 * Where processes find each other.
 *
 * @param host of rank 0, which listens there
 * @param rank of this process, from 0
 * @param world how many processes there are
 * @param arrival how long all may take to come
 * @param patience how long one may keep the others waiting later on, until it counts as lost
 */
public record Meeting(String host, int port, int rank, int world, Duration arrival, Duration patience) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
