import { useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { restoreSession, sessionStore } from "./session";
import { restoreTheme } from "./theme";
import { connect } from "./wire";
import "./theme.css";

restoreTheme();
restoreSession();
connect();

// All that is shown begins anew with who looks at it.
function Screen() {
  const user = useSyncExternalStore(sessionStore.subscribe, () => sessionStore.read()?.user ?? "");
  return <App key={user} />;
}

createRoot(document.getElementById("screen")!).render(<Screen />);
