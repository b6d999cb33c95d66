package com.partsportal.notification;

import java.util.List;

/**
 * What the frame of a page says of what waits.
 *
 * @param unread how many notifications are new
 * @param rfqs how many RFQs wait for this person's answer, approval or revision
 * @param latest newest first
 */
public record Bell(long unread, long rfqs, List<NotificationRow> latest) {}
