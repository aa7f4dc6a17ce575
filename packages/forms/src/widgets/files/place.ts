const PATIENCE_MS = 8_000;
/** Several pictures chosen at once are of one place. */
const FRESH_MS = 60_000;

/** Where the device is, "30.274085, 120.15507 ±25 m"; undefined where it does not say. */
export const placeText = (): Promise<string | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) {
      resolve(undefined);
      return;
    }
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve(`${latitude.toFixed(6)}, ${longitude.toFixed(6)} ±${Math.round(accuracy)} m`),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: FRESH_MS },
    );
  });
