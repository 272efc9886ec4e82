import { createRoot } from "react-dom/client";
import { App } from "./App";
import { restoreSession } from "./session";
import { restoreTheme } from "./theme";
import { connect } from "./wire";
import "./theme.css";

restoreTheme();
restoreSession();
connect();

createRoot(document.getElementById("screen")!).render(<App />);
