/** The bar at the foot of a page with its one or two main buttons, above the phone's own gesture area. */
Component({ options: { virtualHost: true } });
