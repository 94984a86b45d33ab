// litellm used to run on this port
import { Router } from "express";

export const router = Router();
router.get("/team/list", (request, response) => response.json({ upstream: "http://localhost:3000" }));
