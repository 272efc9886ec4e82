// What a part of the screen opens that lies over the page: the search, and an alert to be.

export interface AlertWish {
  readonly symbol: string;
  readonly price: number | null;
}

let openSearch = () => {};
let openAlert = (_: AlertWish) => {};

export const openings = {
  search: () => openSearch(),
  alert: (wish: AlertWish) => openAlert(wish),
  onSearch(listener: () => void) {
    openSearch = listener;
    return () => {
      openSearch = () => {};
    };
  },
  onAlert(listener: (wish: AlertWish) => void) {
    openAlert = listener;
    return () => {
      openAlert = () => {};
    };
  },
};
